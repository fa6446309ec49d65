from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Category(Base):
    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add_all(
        [
            Category(id=1, name="science"),
            Category(id=2, name="physics", parent_id=1),
            Category(id=3, name="optics", parent_id=2),
            Category(id=4, name="arts"),
        ]
    )
    session.commit()

# page: from here
def names_below(session: Session, category_id: int) -> list[str]:
    below = (
        select(Category.id, Category.name)
        .where(Category.parent_id == category_id)
        .cte(recursive=True)
    )
    below = below.union_all(
        select(Category.id, Category.name).join(
            below, Category.parent_id == below.c.id
        )
    )
    return list(session.scalars(select(below.c.name)))

with Session(engine) as session:
    print(sorted(names_below(session, 1)))
    #> ['optics', 'physics']
    #: 1 statement
