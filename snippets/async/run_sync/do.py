import asyncio

from domain import Base, async_engine, new_engine

engine = async_engine(new_engine())

# page: from here
async def main() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    print("created", len(Base.metadata.tables), "tables")
    #> created 11 tables
    await engine.dispose()

asyncio.run(main())
