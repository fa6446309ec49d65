import asyncio

from sqlalchemy import inspect

from domain import new_async_database

engine = new_async_database()

# page: from here
async def main() -> None:
    print(inspect(engine).has_table("project"))
    #! sqlalchemy.exc.NoInspectionAvailable: Inspection on an AsyncEngine is currently not supported. Please obtain a connection then use ``conn.run_sync`` to pass a callable where it's possible to call ``inspect`` on the passed connection.
    await engine.dispose()

asyncio.run(main())
