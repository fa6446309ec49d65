from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from domain import new_database

with Session(new_database()) as session:
    print(session.scalar(select(literal("apollo"))))
    # > gemini
