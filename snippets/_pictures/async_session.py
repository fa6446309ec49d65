import asyncio

from sqlalchemy import event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(projects=1, agents=2)
sessions = async_sessionmaker(engine, expire_on_commit=False)

@event.listens_for(engine.sync_engine, "after_cursor_execute")
def sent(_connection, _cursor, sql, *_rest) -> None:
    table = sql[sql.index("FROM") :].split()[1]
    print(f"session -> database: SELECT ... FROM {table}")
    #> session -> database: SELECT ... FROM project
    #> session -> database: SELECT ... FROM project
    #> session -> database: SELECT ... FROM agent

print("lanes: your code, session, database")
#> lanes: your code, session, database

async def main() -> None:
    async with sessions() as session:
        print("A call, with await")
        #> A call, with await
        print("your code -> session: await session.scalars(select(Project))")
        #> your code -> session: await session.scalars(select(Project))
        project = (await session.scalars(select(Project))).one()
        print("database -> session: 1 row. Until it came, other tasks ran")
        #> database -> session: 1 row. Until it came, other tasks ran
        print("An attribute, loaded by a call")
        #> An attribute, loaded by a call
        print(
            "your code -> session: await session.refresh(project, ['agents'])"
        )
        #> your code -> session: await session.refresh(project, ['agents'])
        await session.refresh(project, ["agents"])
        print(
            f"your code -> your code: project.agents has {len(project.agents)}"
        )
        #> your code -> your code: project.agents has 2
        print("An attribute that isn't loaded")
        #> An attribute that isn't loaded
        print("your code -> session: project.tasks")
        #> your code -> session: project.tasks
        try:
            len(project.tasks)
            #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
            #! [postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
            #! [sqlalchemy<2.1, sqlite] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
        except SQLAlchemyError:
            print("session -x database: MissingGreenlet, and no SQL is sent")
            #> session -x database: MissingGreenlet, and no SQL is sent
    await engine.dispose()

asyncio.run(main())
