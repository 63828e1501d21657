"""The words of Isabelle in handwritten theories, by what they can do.

What is known to be harmless is listed here: it goes through Isabelle's kernel, or changes nothing that a theorem rests
on. A command that is in none of these lists is not examined.
"""

from functools import cache

from diglot.theory.read.command_words import PROOF, commands

SKIPPED = "\\<proof>"
"""Another spelling of `sorry`."""
SHOWN_SKIPPED = "<proof>"
"""How documents show it."""
GIVING_UP = "oops"
ASSERTING = frozenset(
    (
        *("sorry", SKIPPED, SHOWN_SKIPPED, "axiomatization", "bnf_axiomatization", "oracle", "skip_proof", "cheat_tac"),
        *("quick_and_dirty", "smt_oracle", "unchecked"),
    )
)
"""Words with which something counts as a theorem that nobody has proved."""
ORACLES = frozenset(("eval", "normalization", "approximation", "cooper", "rferrack", "mir", "frpar", "frpar2"))
"""Methods that run a program instead of having the kernel prove something."""
GENERATED_CODE = frozenset(("code_printing", "code_identifier", "code_monad", "code_reserved"))
"""What changes the programs that Isabelle makes of definitions."""
PROGRAMS = GENERATED_CODE | frozenset(
    (
        *("ML", "ML_command", "ML_export", "ML_file", "ML_file_debug", "ML_file_no_debug", "ML_prf", "ML_val"),
        *("SML_export", "SML_file", "SML_file_debug", "SML_file_no_debug", "SML_import"),
        *("setup", "local_setup", "attribute_setup", "method_setup", "simproc_setup", "declaration"),
        *("syntax_declaration", "parse_ast_translation", "parse_translation", "print_ast_translation"),
        *("print_translation", "typed_print_translation", "generate_file", "code_reflect", "tactic", "raw_tactic"),
        *("compile_generated_files", "export_generated_files", "scala_build_generated_files"),
    )
)
"""Words that have Isabelle run a program, or change one that it runs: a program can do anything."""
PROSE = frozenset(
    ("chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "text", "text_raw", "txt")
)
_STATING = (
    *("lemma", "theorem", "corollary", "proposition", "schematic_goal", "lemmas", "named_theorems", "declare"),
    *("instance", "subclass", "sublocale", "interpretation", "global_interpretation", "termination"),
)
_DEFINING = (
    *("abbreviation", "bnf", "codatatype", "coinductive", "coinductive_set", "consts", "copy_bnf", "corec"),
    *("corecursive", "datatype", "datatype_compat", "datatype_record", "definition", "free_constructors"),
    *("friend_of_corec", "fun", "fun_cases", "function", "functor", "inductive", "inductive_cases", "inductive_set"),
    *(
        "inductive_simps",
        "lift_bnf",
        "lift_definition",
        "lifting_forget",
        "lifting_update",
        "method",
        "old_rep_datatype",
    ),
    *("partial_function", "primcorec", "primcorecursive", "primrec", "quotient_definition", "quotient_type"),
    *("record", "setup_lifting", "specification", "statespace", "type_synonym", "typedecl", "typedef"),
    *("case_of_simps", "simps_of_case"),
)
_GROUPING = (
    *("bundle", "class", "context", "experiment", "instantiation", "locale", "notepad", "overloading", "unbundle"),
)
_NAMING = (
    *("adhoc_overloading", "no_adhoc_overloading", "alias", "type_alias", "default_sort", "hide_class", "hide_const"),
    *("hide_fact", "hide_type", "nonterminal", "notation", "no_notation", "type_notation", "no_type_notation"),
    *("syntax", "no_syntax", "syntax_consts", "syntax_types", "translations", "no_translations"),
)
_CODE = (
    *("code_datatype", "code_lazy_type", "activate_lazy_type", "activate_lazy_types", "deactivate_lazy_type"),
    *("deactivate_lazy_types", "print_lazy_types", "export_code", "code_deps", "code_thms"),
)
_LOOKING = (
    *("class_deps", "find_consts", "find_theorems", "find_unused_assms", "full_prf", "help", "locale_deps", "nitpick"),
    *("nitpick_params", "nunchaku", "nunchaku_params", "prf", "prop", "quickcheck", "quickcheck_params", "refute"),
    *("refute_params", "sledgehammer", "sledgehammer_params", "smt_status", "solve_direct", "term", "thm", "thm_deps"),
    *("thm_oracles", "thy_deps", "try", "try0", "typ", "unused_thms", "value", "values", "welcome", "approximate"),
    *("bibtex_file", "external_file", "export_classpath", "explore", "sketch", "sketch_subgoals"),
)
HARMLESS = frozenset((*_STATING, *_DEFINING, *_GROUPING, *_NAMING, *_CODE, *_LOOKING, *PROSE, *PROOF))
"""Commands that assert nothing by themselves."""
PLAIN_ANTIQUOTATIONS = frozenset(
    (
        *("abbrev", "attribute", "bold", "bundle", "cancel", "cartouche", "cite", "citealp", "citeauthor", "citep"),
        *("citet", "class", "class_spec", "comment", "command", "const", "const_typ", "descr", "dir", "doc", "emph"),
        *("enum", "expanded_typ", "file", "footnote", "full_prf", "goals", "here", "item", "keyword", "latex"),
        *("locale", "marker", "method", "ML_text", "named_theorems", "named_thms", "nocite", "noindent", "path", "prf"),
        *("print_locale", "prop", "rail", "session", "smallskip", "medskip", "bigskip", "sub", "sup", "subgoals"),
        *("statement", "syntax_const", "system_option", "term", "term_type", "term_type_only", "text", "theory"),
        *("theory_text", "thm", "thm_style", "tool", "typ", "type", "typeof", "undefined", "url", "verbatim", "nocite"),
    )
)
"""What prose may quote of a theory; anything else, such as `ML`, has Isabelle run what is inside."""


@cache
def known_commands() -> frozenset[str]:
    """Every word that is known to begin a command, in a proof or outside."""
    return commands() | HARMLESS | (PROGRAMS - {"tactic", "raw_tactic"}) | {"bnf_axiomatization"}
