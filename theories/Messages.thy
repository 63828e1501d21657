(* generated from docs/lease/messages.md - do not edit *)
theory Messages
  imports Main Engine
begin

(* docs/lease/messages.md#messages-of-the-lease-system *)
section \<open>Messages of the Lease System\<close>

(* docs/lease/messages.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  The engines of the [lease system](index.md) can only talk to each other if they agree on their messages. This page says what
  each of them understands.
\<close>

(* docs/lease/messages.md#tokens *)
subsection \<open>Tokens\<close>

text \<open>A token is a number. Each lease has a higher one than all leases before it.\<close>

type_synonym Token = nat

(* docs/lease/messages.md#what-a-supervisor-understands *)
subsection \<open>What a Supervisor Understands\<close>

text \<open>- `Job`: somebody wants a text to be written. The message says which worker is to do it.\<close>

record SupervisorMessage =
  worker :: Name
  task :: string

(* docs/lease/messages.md#what-a-worker-understands *)
subsection \<open>What a Worker Understands\<close>

text \<open>
  - `Start`: the supervisor gives it a text to write.
  - `Granted`: the lock server gives it a lease with this token.
  - `Busy`: the lock server has given the lease to somebody else.
  - `Written`: the store has taken the text.
  - `Refused`: the store has seen a higher token, so the worker's lease has ended.
\<close>

datatype WorkerMessage =
    Start string
  | Granted Token
  | Busy
  | Written
  | Refused

(* docs/lease/messages.md#what-a-lock-server-understands *)
subsection \<open>What a Lock Server Understands\<close>

text \<open>- `Acquire`: the sender wants a lease.\<close>

datatype ServerMessage = Acquire

(* docs/lease/messages.md#what-a-store-understands *)
subsection \<open>What a Store Understands\<close>

text \<open>
  - `Write`: the sender wants a text to be kept, and shows the token of its lease as its ticket.
\<close>

record StoreMessage =
  ticket :: Token
  body :: string

(* docs/lease/messages.md#what-is-sent *)
subsection \<open>What Is Sent\<close>

text \<open>An engine may send to engines of different kinds, so a letter says for which kind it is.\<close>

datatype Letter =
    ToWorker WorkerMessage
  | ToServer ServerMessage
  | ToStore StoreMessage

text \<open>A letter in its envelope, with the names of both sides on it:\<close>

definition sealed :: "Name \<Rightarrow> Name option \<Rightarrow> Letter \<Rightarrow> Letter EnvelopedMessage" where
  "sealed from' to letter = \<lparr>sender = Some from', packet = \<lparr>target = to, content = letter\<rparr>\<rparr>"

end
(* digest 1: 9c56fc59c7f0ff6d71ad67c38fe5626c *)
