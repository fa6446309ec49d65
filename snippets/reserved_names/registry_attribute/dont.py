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
    registry: Mapped[str]

#! [sqlalchemy>=2.1] sqlalchemy.exc.SAWarning: Attribute name 'registry' should be left reserved for the Declarative class registry when using a Declarative class.

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(AIModel(registry="local"))
    session.commit()
    print(session.scalar(select(AIModel.registry)))
    #> local

print([mapper.class_.__name__ for mapper in AIModel.registry.mappers])
#! AttributeError: Neither 'InstrumentedAttribute' object nor 'Comparator' object associated with AIModel.registry has an attribute 'mappers'
