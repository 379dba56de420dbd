"""Files that are made to harm, and every place that takes or hands out a file."""
