from pydantic import BaseModel

class ToolOut(BaseModel):
    name: str

print(ToolOut(name="browser").model_dump())
#> {'name': 'browser'}
