/** Benchmarks: each figure beside a ceiling measured in the same run. */
@NullMarked
package dev.millrace.bench;

import org.jspecify.annotations.NullMarked;
