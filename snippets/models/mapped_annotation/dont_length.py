from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    name: Mapped[str] = mapped_column(max_length=50)
    #! sqlalchemy.exc.SAWarning: Can't validate argument 'max_length'; can't locate any SQLAlchemy dialect named 'max'

print(Tool.__table__.c.name.type)
#!> VARCHAR
