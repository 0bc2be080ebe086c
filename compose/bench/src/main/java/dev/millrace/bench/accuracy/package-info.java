/** How right the platform is, by measures of the field, against what is known to be true. */
@NullMarked
package dev.millrace.bench.accuracy;

import org.jspecify.annotations.NullMarked;
