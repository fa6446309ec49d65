// Compile the Python files of archives ahead, in the Python that will load them: imports take a third of the time.
// node compile.mjs archive.zip ...    replaces each archive. Run where node_modules has pyodide.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { loadPyodide } = await import(pathToFileURL(createRequire(join(process.cwd(), "x")).resolve("pyodide/pyodide.mjs")));
const python = await loadPyodide();
const compiled = python.runPython(`
import ast, importlib._bootstrap_external as external, io, warnings, zipfile

def with_short_docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body[0].value = ast.copy_location(ast.Constant('.'), node.body[0])  # SQLAlchemy asks for some
    return tree

def compiled(archive):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive.to_py())) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            name, content = entry.filename, old.read(entry)
            if name.endswith(".py") and "/templates/" not in name:  # Alembic copies its templates
                try:
                    code = compile(with_short_docstrings(ast.parse(content)), name, "exec", dont_inherit=True)
                    name, content = f"{name}c", external._code_to_hash_pyc(code, bytes(8), checked=False)
                except SyntaxError:  # a template of a file
                    pass
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), bytes(content), zipfile.ZIP_DEFLATED)
    return packed.getvalue()

warnings.simplefilter("ignore")
compiled
`);
for (const name of process.argv.slice(2)) {
  writeFileSync(name, compiled(new Uint8Array(readFileSync(name))).toJs());
}
