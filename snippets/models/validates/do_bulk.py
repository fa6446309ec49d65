from sqlalchemy import select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    validates,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]

    @validates("email")
    def check_email(self, _key: str, email: str) -> str:
        return email.lower()

Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(User(email="ada@example.org"))
    session.commit()

    # page: essence
    for user in session.scalars(select(User)):
        user.email = "Ada@Example.com"
    session.commit()
    print(session.scalars(select(User.email)).all())
    #> ['ada@example.com']
