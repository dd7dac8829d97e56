"""What has to be there before a question can be answered: content in the data base, a search that has learnt, a model.

Content or texts that changed never prevent or delay a start: what was good last serves, and the new is learnt behind it. Only
where nothing was ever learnt, or where our code has changed, the learning comes first.
"""

from __future__ import annotations

import sys

from sqlalchemy.exc import SQLAlchemyError

from bot.core.private import private_files
from bot.settings import KNOWLEDGE_DIR, VAR_DIR, database_url


def prepare() -> bool:
    """Load the content and see to it that there is something to answer with; say what is wrong if not."""
    from bot.commands.training import train, usable

    VAR_DIR.mkdir(parents=True, exist_ok=True)
    return load_content() and ((_search_exists() and usable()) or train())


def load_content() -> bool:
    """Load the files if they are new. Broken files are said; the content of before goes on. False where there is none."""
    from bot.knowledge.checking import BrokenContent
    from bot.knowledge.loader import is_loaded, load
    from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable

    url = database_url()
    try:
        if is_loaded(KNOWLEDGE_DIR, url):
            return True
    except (OSError, SQLAlchemyError):
        pass  # loading says what is wrong
    try:
        load(KNOWLEDGE_DIR, url)
        return True
    except BrokenContent as error:
        problem = f"Die Inhalte in data/knowledge haben Fehler:\n{error}"
    except (OSError, SQLAlchemyError) as error:
        problem = f"Die Inhalte konnten nicht geladen werden: {_cause(error)}"
    print(problem, file=sys.stderr)
    try:
        loaded = KnowledgeStore(url).loaded_at()
    except KnowledgeUnavailable:
        print("Es gibt auch keinen früheren Stand, mit dem der Chat antworten könnte.", file=sys.stderr)
        return False
    print(f"Bis das behoben ist, antwortet der Chat mit dem Stand vom {loaded:%d.%m.%Y}.", file=sys.stderr)
    return True


def _search_exists() -> bool:
    from bot.knowledge.search.index import latest_home
    from bot.language.text.pipeline import NAME

    return latest_home(VAR_DIR / "index", NAME) is not None


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]


if __name__ == "__main__":
    private_files()
    sys.exit(0 if prepare() else 1)
