from sqlalchemy import Dialect, String, TypeDecorator, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class LowerCase(TypeDecorator[str]):
    # page: essence
    impl = String

    def process_bind_param(
        self, value: str | None, dialect: Dialect
    ) -> str | None:
        return None if value is None else value.lower()

class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(LowerCase)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(User(email="Ada@Example.org"))
    session.commit()
    email = session.scalars(select(User.email)).one()
    #! sqlalchemy.exc.SAWarning: TypeDecorator LowerCase() will not produce a cache key because the ``cache_ok`` attribute is not set to True.  This can have significant performance implications including some performance degradations in comparison to prior SQLAlchemy versions.  Set this attribute to True if this type object's state is safe to use in a cache key, or False to disable this warning.
    print(email)
    #> ada@example.org
