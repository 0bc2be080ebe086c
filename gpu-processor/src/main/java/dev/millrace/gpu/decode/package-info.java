/** From packets of the streams that are demanded to JPEG: reading, decoding, and what is left out when it is too much. */
@NullMarked
package dev.millrace.gpu.decode;

import org.jspecify.annotations.NullMarked;
