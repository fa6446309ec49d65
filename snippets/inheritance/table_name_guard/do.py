import re

from sqlalchemy import inspect
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    has_inherited_table,
    mapped_column,
)

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str | None:
        if has_inherited_table(cls):
            return None
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

Base.metadata.create_all(engine)
print(inspect(engine).get_table_names())
#> ['human_interaction']
