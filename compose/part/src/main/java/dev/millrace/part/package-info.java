/** What a running part is: typed settings, start, health, metrics, drain and stop. */
@NullMarked
package dev.millrace.part;

import org.jspecify.annotations.NullMarked;
