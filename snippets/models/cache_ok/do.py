from sqlalchemy import Dialect, String, TypeDecorator, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class LowerCase(TypeDecorator[str]):
    impl = String
    # page: essence
    cache_ok = True

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
    print(email)
    #> ada@example.org
