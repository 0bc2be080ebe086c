/** What becomes of records that cannot be stored: letters on the topic of dead letters. */
@NullMarked
package dev.millrace.connect.letter;

import org.jspecify.annotations.NullMarked;
