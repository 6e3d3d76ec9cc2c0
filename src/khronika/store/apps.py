"""The store as a Django app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """All tables of a project."""

    name = "khronika.store"
    label = "store"
