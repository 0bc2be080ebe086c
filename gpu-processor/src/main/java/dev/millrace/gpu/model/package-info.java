/** Models that look at pictures: what their cards say, how they are run, and how pictures get into them. */
@NullMarked
package dev.millrace.gpu.model;

import org.jspecify.annotations.NullMarked;
