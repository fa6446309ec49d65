import re

from sqlalchemy import inspect
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
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    id: Mapped[int] = mapped_column(primary_key=True)

class HumanInteraction(Base):
    __mapper_args__ = {
        "polymorphic_on": "type",
        "polymorphic_identity": "HUMAN_INTERACTION",
    }

    type: Mapped[str]

class ApprovalRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    approved: Mapped[bool | None]

#! sqlalchemy.exc.NoForeignKeysError: Can't determine the inherit condition between inherited table 'human_interaction' and inheriting table 'approval_request'; tables have no foreign key relationships established.  Please ensure the inheriting table has a foreign key relationship to the inherited table, or provide an 'on clause' using the 'inherit_condition' mapper argument.

Base.metadata.create_all(engine)
print(inspect(engine).get_table_names())
