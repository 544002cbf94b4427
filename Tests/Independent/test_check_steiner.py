"""The independent checker must find each kind of defect; otherwise its result would prove nothing."""
import gzip
import os
import sys
import tempfile
import unittest
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from check_steiner import Checker, Instance, known_value, stated_text  # noqa: E402

SQUARE = """33D32945 STP File, STP Format Version 1.0
SECTION Comment
Name "E 1 2 3"
END
SECTION Graph
Nodes 4
Edges 6
E 1 2 0.10
E\t2\t3\t0.20
E 3 4 0.3
E 4 1 0.4
E 1 3 9
E 3 1 8
END
section terminals
Terminals 2
T 1
T 3
END
EOF
"""
PRIZES = SQUARE.replace("T 1\nT 3\n", "RootP 1\nTP 3 0.25\nTP 4 0.2\n")
UNROOTED = SQUARE.replace("T 1\nT 3\n", "TP 3 0.25\nTP 4 0.2\n")


class CheckerTests(unittest.TestCase):
    def rules(self, text, solution, **known):
        return {finding.split(":")[0] for finding in Checker(Instance(text), solution, **known).run()}

    def test_valid_solutions_have_no_findings(self):
        for text, solution in [
            (SQUARE, "VALUE 0.3\n2 1\n2 3\n"), (SQUARE, "VALUE 8\n1 3\n"), (SQUARE, "VALUE 0.700000\r\n1 4\r\n4 3\r\n"),
            (PRIZES, "VALUE 0.45\n"), (PRIZES, "VALUE 0.5\n1 2\n2 3\n"), (UNROOTED, "VALUE 0.2\n"), (UNROOTED, "VALUE 0.3\n3 4\n"),
            (SQUARE.replace("T 1\n", "T 3\n"), "VALUE 0\n"),
        ]:
            with self.subTest(solution):
                self.assertEqual(self.rules(text, solution), set())

    def test_each_defect_is_found(self):
        defects = {
            "no value": (SQUARE, "1 2\n2 3\n", "format"),
            "a value that is not a number": (SQUARE, "VALUE x\n1 2\n2 3\n", "format"),
            "nothing": (SQUARE, "", "format"),
            "a line that is not an edge": (SQUARE, "VALUE 0.3\n1 2 3\n", "format"),
            "an edge that does not exist": (SQUARE, "VALUE 1\n2 4\n", "edge"),
            "a cycle": (SQUARE, "VALUE 1\n1 2\n2 3\n3 4\n4 1\n", "tree"),
            "an edge twice": (SQUARE, "VALUE 0.4\n1 2\n2 3\n2 1\n", "tree"),
            "two parts": (SQUARE, "VALUE 0.4\n1 2\n3 4\n", "tree"),
            "a terminal left out": (SQUARE, "VALUE 0.1\n1 2\n", "terminal"),
            "no edge for two terminals": (SQUARE, "VALUE 0\n", "terminal"),
            "the root left out": (PRIZES, "VALUE 0.3\n3 4\n", "terminal"),
            "a value that is not the sum": (SQUARE, "VALUE 0.3000000000000000001\n1 2\n2 3\n", "value"),
            "prizes forgotten": (PRIZES, "VALUE 0.3\n1 2\n2 3\n", "value"),
        }
        for name, (text, solution, rule) in defects.items():
            with self.subTest(name):
                self.assertIn(rule, self.rules(text, solution))

    def test_a_value_below_a_proven_optimum_is_found(self):
        sound = "VALUE 0.3\n1 2\n2 3\n"
        self.assertEqual(self.rules(SQUARE, sound, best=Fraction("0.4"), is_proven=True), {"optimum"})
        self.assertEqual(self.rules(SQUARE, sound, best=Fraction("0.3"), is_proven=True), set())
        self.assertEqual(self.rules(SQUARE, sound, best=Fraction("0.4"), is_proven=False), set())

    def test_files_are_read_compressed_and_plain_and_found_in_the_list(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "x.stp.gz")
            with gzip.open(path, "wb") as file:
                file.write(SQUARE.encode())
            self.assertEqual(Instance.read(path).costs, Instance(SQUARE).costs)
            known = os.path.join(folder, "KNOWN.tsv")
            with open(known, "w", encoding="utf-8") as file:
                file.write("instance\tbest_known\tproven_optimal\tfile\nx\t0.3\tyes\tset/x.stp.gz\n")
            self.assertEqual(known_value(known, path), (Fraction("0.3"), True))
            self.assertEqual(known_value(known, "other.gr"), (None, False))

    def test_values_are_written_exactly(self):
        for text in ["0", "7", "0.3", "113110.316273", "-0.000001"]:
            self.assertEqual(stated_text(Fraction(text)), text)


if __name__ == "__main__":
    unittest.main()
