from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

class Tool(Base):
    # page: essence
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)

print(list(Base.metadata.tables))
#> ['task', 'tool']
