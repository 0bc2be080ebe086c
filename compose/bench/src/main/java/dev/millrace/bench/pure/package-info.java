/** Functions that touch nothing outside themselves, each beside the least that could be done in its place. */
@NullMarked
package dev.millrace.bench.pure;

import org.jspecify.annotations.NullMarked;
