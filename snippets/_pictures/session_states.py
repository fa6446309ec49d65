from collections.abc import Callable

from sqlalchemy import inspect
from sqlalchemy.orm import Session, make_transient

from domain import Project, new_database

engine = new_database()
project = Project(name="apollo")

def state() -> str:
    found = inspect(project)
    names = ("transient", "pending", "persistent", "deleted", "detached")
    return next(name for name in names if getattr(found, name))

def step(text: str, act: Callable[[], object]) -> None:
    before = state()
    act()
    print(f"{before} -> {state()}: {text}")
    #> transient -> pending: session.add(project)
    #> pending -> persistent: session.flush() sends the INSERT
    #> persistent -> persistent: session.commit()
    #> detached -> persistent: session.add(project), which has a key
    #> persistent -> detached: session.expunge(project)
    #> persistent -> detached: session.close()
    #> persistent -> persistent: session.delete(project) only marks it
    #> persistent -> deleted: session.flush() sends the DELETE
    #> deleted -> persistent: session.rollback()
    #> deleted -> detached: session.commit()
    #> detached -> transient: make_transient(project)
    #> transient -> pending: session.add(project)
    #> pending -> transient: session.rollback() before any flush

print("lanes: transient, pending, persistent, deleted, detached")
#> lanes: transient, pending, persistent, deleted, detached

print("Into the database")
#> Into the database
with Session(engine) as session:
    step("session.add(project)", lambda: session.add(project))
    step("session.flush() sends the INSERT", session.flush)
    step("session.commit()", session.commit)
    key = project.id

print("Out of the session, and back")
#> Out of the session, and back
with Session(engine) as session:
    step("session.add(project), which has a key", lambda: session.add(project))
    step("session.expunge(project)", lambda: session.expunge(project))
    project = session.get_one(Project, key)
    step("session.close()", session.close)

print("Deleted")
#> Deleted
with Session(engine) as session:
    project = session.get_one(Project, key)
    step(
        "session.delete(project) only marks it",
        lambda: session.delete(project),
    )
    step("session.flush() sends the DELETE", session.flush)
    step("session.rollback()", session.rollback)
    session.delete(project)
    session.flush()
    step("session.commit()", session.commit)

print("As if it had never been saved")
#> As if it had never been saved
with Session(engine) as session:
    step("make_transient(project)", lambda: make_transient(project))
    step("session.add(project)", lambda: session.add(project))
    step("session.rollback() before any flush", session.rollback)
