from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from projects import router
from sqlalchemy.exc import IntegrityError

app = FastAPI()
app.include_router(router)

# page: essence
@app.exception_handler(IntegrityError)
def conflict(request: Request, error: IntegrityError) -> JSONResponse:
    return JSONResponse({"detail": "A conflict"}, status_code=409)

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").status_code)
    #> 201
    print(client.post("/projects?name=project-01").status_code)
    #> 409
