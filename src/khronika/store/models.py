"""Every table of a project, and nothing else."""

from django.db import models

_ID = 64


class SourceRow(models.Model):
    """Who told us."""

    id = models.CharField(primary_key=True, max_length=_ID)
    name = models.TextField()
    kind = models.CharField(max_length=16, null=True)
    country = models.CharField(max_length=2, null=True)
    reliability = models.CharField(max_length=32, null=True)


class ItemRow(models.Model):
    """One original; its bytes lie in the vault."""

    id = models.CharField(primary_key=True, max_length=_ID)
    name = models.TextField()
    media_type = models.CharField(max_length=128)
    size = models.BigIntegerField()
    taken_at = models.CharField(max_length=40)
    taken_by = models.TextField()
    taken_where = models.TextField()
    taken_tool = models.TextField()
    number = models.BigIntegerField(unique=True)


class PassageRow(models.Model):
    """The text read from an item, and how the search of it for claims ended."""

    id = models.CharField(primary_key=True, max_length=_ID)
    item = models.ForeignKey(ItemRow, on_delete=models.PROTECT, related_name="passages")
    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="passages")
    lang = models.CharField(max_length=16)
    text = models.TextField()
    layer = models.CharField(max_length=16)
    start = models.BigIntegerField()
    title = models.TextField(null=True)
    published = models.CharField(max_length=64, null=True)
    aside = models.JSONField()
    cells = models.JSONField(default=list)
    author = models.TextField(null=True)


class BandRow(models.Model):
    """One of the numbers of an item's text; items whose texts are alike share one."""

    item = models.ForeignKey(ItemRow, to_field="number", on_delete=models.CASCADE, related_name="bands")
    band = models.BigIntegerField(db_index=True)


class SeenRow(models.Model):
    """The words of a passage that were recognised on one page: [start, end, left, top, right, bottom, sure] of each."""

    passage = models.ForeignKey(PassageRow, on_delete=models.CASCADE, related_name="seen")
    page = models.IntegerField()
    words = models.JSONField()


class TraitRow(models.Model):
    """How a picture looks, in numbers (hex): those of its copies differ little."""

    item = models.OneToOneField(ItemRow, to_field="number", on_delete=models.CASCADE, related_name="traits")
    traits = models.JSONField()


class EnclosureRow(models.Model):
    """An item that was found inside another."""

    id = models.CharField(primary_key=True, max_length=_ID)
    outer = models.ForeignKey(ItemRow, on_delete=models.PROTECT, related_name="inside")
    inner = models.ForeignKey(ItemRow, on_delete=models.PROTECT, related_name="around")
    path = models.TextField()
    number = models.BigIntegerField()


class ClaimRow(models.Model):
    """What a passage says happened."""

    id = models.CharField(primary_key=True, max_length=_ID)
    passage = models.ForeignKey(PassageRow, on_delete=models.PROTECT, related_name="claims")
    source = models.ForeignKey(SourceRow, on_delete=models.PROTECT, related_name="claims")
    act = models.CharField(max_length=64, db_index=True)
    mentions = models.JSONField()
    stance = models.CharField(max_length=16)
    score = models.FloatField()
    found_by = models.CharField(max_length=64)


class ReadingRow(models.Model):
    """What one participant's words are taken to mean."""

    id = models.CharField(primary_key=True, max_length=_ID)
    claim = models.ForeignKey(ClaimRow, on_delete=models.PROTECT, related_name="readings")
    role = models.CharField(max_length=16)
    participant = models.IntegerField()
    aspect = models.CharField(max_length=16)
    value = models.JSONField()
    score = models.FloatField()
    found_by = models.CharField(max_length=64)


class ProblemRow(models.Model):
    """What a stage could not do. ``item`` is empty where no item came of it."""

    id = models.CharField(primary_key=True, max_length=_ID)
    item = models.ForeignKey(ItemRow, on_delete=models.CASCADE, null=True, related_name="problems")
    stage = models.CharField(max_length=32)
    about = models.TextField()
    kind = models.CharField(max_length=64)
    message = models.TextField()
    hint = models.TextField()


class OutcomeRow(models.Model):
    """How the work on an item or a passage ended: ``claims``, ``nothing found`` or ``problem``."""

    about = models.CharField(primary_key=True, max_length=_ID)
    outcome = models.CharField(max_length=16)


class EventRow(models.Model):
    """What happened, computed; ``number`` tells older ids from younger ones."""

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    claim_ids = models.JSONField()
    acts = models.JSONField()
    when = models.JSONField(null=True)
    places = models.JSONField()
    victims = models.JSONField()
    contains = models.JSONField()
    grade = models.JSONField()


class PersonRow(models.Model):
    """One person as claims name them, computed; ``number`` tells older ids from younger ones."""

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    name = models.TextField()
    names = models.JSONField()
    claim_ids = models.JSONField()
    sex = models.CharField(max_length=16, null=True)
    age = models.CharField(max_length=16, null=True)


class AliasRow(models.Model):
    """A minted id that was given up in a merge, and the id that stands for it now."""

    id = models.CharField(primary_key=True, max_length=_ID)
    now = models.CharField(max_length=_ID, db_index=True)


class HeadRow(models.Model):
    """Where the custody ledger ends (``kept``), and where it is about to end (``announced``)."""

    name = models.CharField(primary_key=True, max_length=16)
    count = models.BigIntegerField()
    hash = models.CharField(max_length=_ID)


class ColumnRow(models.Model):
    """What the columns with this head hold in all lists of the project, as a person has said."""

    head = models.TextField(primary_key=True)
    meaning = models.CharField(max_length=16)
    by = models.TextField()
    at = models.CharField(max_length=40)


class ConsentRow(models.Model):
    """Consent given or withdrawn for an item and what lies inside it; ``number`` is the order of recording."""

    id = models.CharField(primary_key=True, max_length=_ID)
    # With the item goes who spoke about it.
    item = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="consents")
    number = models.BigIntegerField(unique=True)
    word = models.CharField(max_length=16)
    audiences = models.JSONField()
    who = models.TextField()
    on = models.CharField(max_length=10)
    how = models.TextField()
    until = models.CharField(max_length=10, null=True)
    at = models.CharField(max_length=40)
    by = models.TextField()
    nonce = models.CharField(max_length=32)


class ExportRow(models.Model):
    """What went out of the project; ``items`` as the vault calls them."""

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=32)
    audience = models.CharField(max_length=16)
    items = models.JSONField()
    hash = models.CharField(max_length=_ID)
    despite = models.TextField(null=True)
    at = models.CharField(max_length=40)
    by = models.TextField()
    nonce = models.CharField(max_length=32)


class IdentityRow(models.Model):
    """Which sealed file tells who a witness is, and the marks by which the same person is known again."""

    pseudonym = models.TextField(primary_key=True)
    sealed = models.CharField(max_length=_ID, unique=True)
    marks = models.JSONField()
    by = models.TextField()
    at = models.CharField(max_length=40)


class LookRow(models.Model):
    """Why somebody opened or deleted a sealed identity; the ledger holds the hash of nonce and reason."""

    id = models.CharField(primary_key=True, max_length=_ID)
    pseudonym = models.TextField()
    action = models.CharField(max_length=32)
    reason = models.TextField()
    nonce = models.CharField(max_length=_ID)
    by = models.TextField()
    at = models.CharField(max_length=40)


class DeletionRow(models.Model):
    """What a person had removed, and why; ``leaving`` names it by ids until it is gone."""

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    reason = models.TextField()
    by = models.TextField()
    at = models.CharField(max_length=40)
    salt = models.CharField(max_length=_ID)
    leaving = models.JSONField()
    counts = models.JSONField()
    is_done = models.BooleanField(default=False)


class WithheldRow(models.Model):
    """Marks of claims that are not taken from an item again, since a person's record was deleted."""

    id = models.CharField(primary_key=True, max_length=_ID)
    item = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="withheld")
    salt = models.CharField(max_length=_ID)
    marks = models.JSONField()


class TranscriptRow(models.Model):
    """That a text was typed from an item; the last one of an item is read."""

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    item = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="transcripts")
    typed = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="typed_from")
    by = models.TextField()
    at = models.CharField(max_length=40)
    nonce = models.CharField(max_length=32)


class AttachmentRow(models.Model):
    """That an item was attached to a claim, or detached; the last word on the two holds.

    The claim is named by its id alone: claims are removed and come back when their item is read anew.
    """

    id = models.CharField(primary_key=True, max_length=_ID)
    number = models.BigIntegerField(unique=True)
    item = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="attached")
    claim = models.CharField(max_length=_ID, db_index=True)
    told_in = models.ForeignKey(ItemRow, on_delete=models.CASCADE, related_name="material")
    word = models.CharField(max_length=16)
    note = models.TextField()
    at = models.CharField(max_length=40)
    by = models.TextField()
    nonce = models.CharField(max_length=32)


class RetentionRow(models.Model):
    """How long what a kind of source told may be kept; the rule without a kind is for all others."""

    id = models.CharField(primary_key=True, max_length=_ID)
    kind = models.CharField(max_length=16, null=True, unique=True)
    months = models.IntegerField()
    reason = models.TextField()
    by = models.TextField()
    at = models.CharField(max_length=40)
    salt = models.CharField(max_length=_ID)
