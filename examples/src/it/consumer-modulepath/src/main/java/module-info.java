/** A user's program: needs to name the venue's module only. */
module org.example.consumer {
  requires dev.stom.upbit;
}
