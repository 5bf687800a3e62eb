"""How much a body's DNA speaks for one place in a family: pedigrees, loci, likelihood ratios, joint answers.

From the ground up: `pedigree` (who descends from whom), `loci` and `mutation` (frequencies, rates), `observations`
(what a laboratory saw, as a weight on every genotype), then two engines that know nothing of each other: `peeling`
(compiled, theta 0, unlinked) and `urn` (inheritance patterns: theta, linkage). `likelihood` asks the one that fits for
both propositions; `joint`, `search` and `power` ask it many times. Nothing here reads a file or draws a random number
by itself. A likelihood ratio is never called a probability, and never an identification.
"""
