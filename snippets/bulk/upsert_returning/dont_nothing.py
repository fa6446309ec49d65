from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

# page: from here
def key_of(session: Session, name: str) -> UUID | None:
    statement = insert(Tool).values(name=name)
    return session.scalar(
        statement.on_conflict_do_nothing(index_elements=[Tool.name]).returning(
            Tool.id
        )
    )

with Session(engine) as session, session.begin():
    created = key_of(session, "search")
    again = key_of(session, "search")
    print("the same key:", created == again)
    #!> the same key: False
