from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class AIModelModel(Base):
    __tablename__ = "ai_model"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)

class AgentModel(Base):
    __tablename__ = "agent"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    ai_model_id: Mapped[str] = mapped_column(ForeignKey("ai_model.id"))

print(list(Base.metadata.tables))
#> ['ai_model', 'agent']
Base.metadata.create_all(engine)
