from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

class Tool(Base):
    # page: essence
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

#! sqlalchemy.exc.InvalidRequestError: Table 'task' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.

print(list(Base.metadata.tables))
