from sqlalchemy import Index, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from postgresql._plan import plan

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class User(Base):
    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column()

Index("ix_user_account_email_lower", func.lower(User.email))

# page: to here
Base.metadata.create_all(engine)

rows = [{"email": f"User{number:05}@example.org"} for number in range(10_000)]

with Session(engine) as session:
    session.execute(insert(User), rows)
    session.commit()

# page: from here
with Session(engine) as session:
    found = select(User.id).where(
        func.lower(User.email) == "user04711@example.org"
    )
    print(session.scalars(found).all())
    #> [4712]
    print(plan(session, found))
    #> Index Scan using ix_user_account_email_lower on user_account
