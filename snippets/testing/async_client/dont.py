import api
import pytest
from fastapi.testclient import TestClient

from testing._suite import run_tests

# page: from here
@pytest.fixture
def client() -> TestClient:
    # page: essence
    return TestClient(api.app)

def test_creates_a_project(client: TestClient) -> None:
    response = client.post("/projects?name=apollo")
    assert response.status_code == 201

def test_creates_another(client: TestClient) -> None:
    response = client.post("/projects?name=gemini")
    #! RuntimeError: Task <Task pending ...> got Future <Future pending ...> attached to a different loop
    assert response.status_code == 201

run_tests()
#> test_creates_a_project passed
#!> test_creates_another failed: RuntimeError
