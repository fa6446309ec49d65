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
            Category(id=1, name="physics"),
            Category(id=2, name="optics", parent_id=1),
        ]
    )
    session.get_one(Category, 1).parent_id = 2
    session.commit()

# page: from here
below = (
    select(Category.id, Category.name)
    .where(Category.parent_id == 1)
    .cte(recursive=True)
)
below = below.union(
    select(Category.id, Category.name).join(
        below, Category.parent_id == below.c.id
    )
)

with Session(engine) as session:
    names = session.scalars(select(below.c.name).limit(5))
    print(sorted(names))
    #> ['optics', 'physics']
