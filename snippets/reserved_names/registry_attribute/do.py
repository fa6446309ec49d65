from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class AIModel(Base):
    __tablename__ = "ai_model"

    id: Mapped[int] = mapped_column(primary_key=True)
    model_registry: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(AIModel(model_registry="local"))
    session.commit()
    print(session.scalar(select(AIModel.model_registry)))
    #> local

print([mapper.class_.__name__ for mapper in AIModel.registry.mappers])
#> ['AIModel']
