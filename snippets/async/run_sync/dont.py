import asyncio

from domain import Base, async_engine, new_engine

engine = async_engine(new_engine())

# page: from here
async def main() -> None:
    Base.metadata.create_all(engine)
    #! AttributeError: 'AsyncEngine' object has no attribute '_run_ddl_visitor'
    print("created", len(Base.metadata.tables), "tables")
    await engine.dispose()

asyncio.run(main())
