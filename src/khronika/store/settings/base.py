"""Settings that hold everywhere; no secret and no path stands here."""

INSTALLED_APPS = ["khronika.store"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
# Logging stays as the program that opens the store has set it: a log line may not hold a name.
LOGGING_CONFIG = None
