/** The topics: their names, keys, messages and policies, and the head that every message carries. */
@NullMarked
package dev.millrace.topic;

import org.jspecify.annotations.NullMarked;
