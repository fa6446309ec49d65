from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class HumanInteraction(Base):
    __tablename__ = "human_interaction"
    __mapper_args__ = {
        "polymorphic_on": "type",
        "polymorphic_identity": "HUMAN_INTERACTION",
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]

# page: essence
class ApprovalRequest(HumanInteraction):
    # page: essence
    approved: Mapped[bool | None]

#! sqlalchemy.exc.SAWarning: Mapper[ApprovalRequest(human_interaction)] does not indicate a 'polymorphic_identity', yet is part of an inheritance hierarchy that has a 'polymorphic_on' column of 'human_interaction.type'. If this is an intermediary class that should not be instantiated, the class may either be left unmapped, or may include the 'polymorphic_abstract=True' parameter in its Mapper arguments. To leave the class unmapped when using Declarative, set the '__abstract__ = True' attribute on the class.

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(ApprovalRequest())
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: human_interaction.type
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "type" of relation "human_interaction" violates not-null constraint
    print(session.scalars(select(HumanInteraction.type)).all())
