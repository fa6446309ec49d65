import asyncio

from sqlalchemy import text

from domain import new_async_database

engine = new_async_database(projects=3, on="postgresql")

# page: from here
async def main() -> None:
    query = text("SELECT name FROM project ORDER BY name LIMIT :limit")
    async with engine.connect() as connection:
        # page: essence
        rows = await connection.scalars(query, {"limit": int("2")})
        print(rows.all())
        #> ['project-01', 'project-02']
    await engine.dispose()

asyncio.run(main())
