from accounts import AddressTaken, register
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import User, new_database

engine = new_database()
emails = [
    "ada@example.org",
    "grace@example.org",
    "ada@example.org",
    "linus@example.org",
]

# page: from here
with Session(engine) as session:
    for email in emails:
        try:
            with session.begin_nested():
                register(session, email)
        except AddressTaken:
            print("taken:", email)
            #> taken: ada@example.org
    #: 12 statements
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(User.email).order_by(User.email)).all())
    #> ['ada@example.org', 'grace@example.org', 'linus@example.org']
