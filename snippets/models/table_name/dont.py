import re
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    mapped_column,
)

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        name = cls.__name__.removesuffix("Model")
        return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()

class AIModelModel(Base):
    id: Mapped[str] = mapped_column(String(100), primary_key=True)

class AgentModel(Base):
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    ai_model_id: Mapped[str] = mapped_column(ForeignKey("ai_model.id"))

print(list(Base.metadata.tables))
#!> ['a_i_model', 'agent']
Base.metadata.create_all(engine)
#! sqlalchemy.exc.NoReferencedTableError: Foreign key associated with column 'agent.ai_model_id' could not find table 'ai_model' with which to generate a foreign key to target column 'id'
