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

# page: from here
class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None]

    @validates("email")
    def check_email(self, _key: str, email: str) -> str:
        if "@" not in email:
            raise ValueError(f"not an email address: {email}")
        # page: essence
        return email.lower()

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(User(email="Ada@example.org"))
    session.commit()
    print(session.scalars(select(User.email)).all())
    #> ['ada@example.org']
