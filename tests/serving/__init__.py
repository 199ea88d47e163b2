"""Tests of the doors for programs: real servers in processes of their own, on loopback."""
