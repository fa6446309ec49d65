from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: essence
class Project(Base, kw_only=True):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    status: Mapped[str] = mapped_column(default="DRAFT")
    name: Mapped[str]

print(Project(name="apollo"))
#> Project(id=None, status='DRAFT', name='apollo')
