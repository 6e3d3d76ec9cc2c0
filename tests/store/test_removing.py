"""Each table is told what becomes of its rows when something is deleted; a new table has to be told too."""

from django.apps import apps

from khronika.store.opening import set_up

TOLD = {
    "SourceRow": "removed when nobody speaks through it any more",
    "ItemRow": "removed",
    "PassageRow": "removed with its item",
    "SeenRow": "removed with its passage",
    "EnclosureRow": "removed with either item",
    "ClaimRow": "removed with its passage",
    "ReadingRow": "removed with its claim",
    "ProblemRow": "removed with its item, or if it names its file",
    "OutcomeRow": "removed with its item or passage",
    "EventRow": "computed anew from what stays",
    "PersonRow": "computed anew from what stays",
    "AliasRow": "removed if what it stands for is no more",
    "ColumnRow": "removed if no list has the column any more",
    "HeadRow": "stays: a number and a hash",
    "BandRow": "removed with its item",
    "TraitRow": "removed with its item",
    "ConsentRow": "removed with its item",
    "ExportRow": "stays: what it was called in the vault, and when it went out",
    "IdentityRow": "stays until khronika identity delete: it is sealed, and shown to who deletes",
    "LookRow": "stays: a pseudonym and a reason without names",
    "WithheldRow": "removed with its item",
    "TranscriptRow": "removed with its item, or with what was typed",
    "AttachmentRow": "removed with its item, with its claim or with the item of that",
    "RetentionRow": "stays: a kind of source and a number of months",
    "DeletionRow": "stays: ids, who, when and why",
}


def test_each_table_is_told_what_deletion_does_to_it() -> None:
    set_up()
    tables = {table.__name__ for table in apps.get_app_config("store").get_models()}
    assert tables == set(TOLD), "say in khronika.store.removing what becomes of it, then say it here"
